export {
  type Level,
  type Party,
  readRequirements,
  type Requirement,
  type RequirementId,
} from './requirement/requirement.ts';
