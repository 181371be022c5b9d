/**
 * The sources of @lightningjs/ui-components: of them only what is used gets into a bundle, which its built file does
 * not allow (a switch: 16 kB instead of 22). Their types are those of the built file.
 */
declare module '@lightningjs/ui-components/src' {
  export * from '@lightningjs/ui-components';
}
