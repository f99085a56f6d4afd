import { copyKeepsEverything } from '../support/passing-on/copy-keeps-everything.ts';

export default copyKeepsEverything('gateway');
