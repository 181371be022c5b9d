/** The part of Emscripten's module behind xmllint-wasm that is used here; the package types only its slower front. */
declare module 'xmllint-wasm/xmllint-node.js' {
  interface Settings {
    inputFiles: { fileName: string; contents: string | Uint8Array }[];
    arguments: string[];
    wasmMemory: WebAssembly.Memory;
    instantiateWasm(imports: object, ready: (instance: WebAssembly.Instance) => void): object;
    print(line: string): void;
    printErr(line: string): void;
    onExit(code: number): void;
    onAbort(reason: unknown): void;
  }
  export default function run(settings: Settings): Promise<unknown>;
}

/** Of a browser's library, which the center does without, the part that Node has as well. */
declare namespace WebAssembly {
  /** In pages of 64 KiB. */
  class Memory {
    constructor(size: { initial: number; maximum: number });
    readonly buffer: ArrayBuffer;
  }
  interface Module {
    readonly kind: 'module';
  }
  interface Instance {
    readonly exports: object;
  }
  function compile(bytes: Uint8Array): Promise<Module>;
  function instantiate(module: Module, imports: object): Promise<Instance>;
}
