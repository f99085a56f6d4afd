import { toTagsStay } from '../support/passing-on/to-tags-stay.ts';

export default toTagsStay('proxy');
