/** Constants that vite.config.ts puts into a build. */
declare const __TEST_HANDLE__: boolean;
/** Version and hash of the sources, e.g. `0.1.0-3f2a91c4`. */
declare const __BUILD__: string;
