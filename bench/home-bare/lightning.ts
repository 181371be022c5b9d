import core from '@lightningjs/core';

/** Core alone: no SDK, no ui-components. */
export const Lightning = core;
