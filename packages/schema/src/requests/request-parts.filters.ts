import { UserFilter } from '../identity/user.filters.ts';
import { PolicyQuestionFilter } from '../policies/policy-parts.filters.ts';
import { byOne, byOneOrNone, byText, byTime, filterFor, type FilterClass } from '../shared/filters.ts';
import { AccessRequestFilter } from './access-request.filters.ts';

export const RequestAnswerFilter: FilterClass = filterFor('RequestAnswer', {
  request: byOne(() => AccessRequestFilter, 'By the request.'),
  question: byOne(() => PolicyQuestionFilter, 'By the question.'),
  createdAt: byTime('By when it was answered.'),
});

export const RequestCommentFilter: FilterClass = filterFor('RequestComment', {
  request: byOne(() => AccessRequestFilter, 'By the request.'),
  author: byOneOrNone(() => UserFilter, 'By who wrote it, as far as you may see it.'),
  text: byText('By what they wrote.'),
  createdAt: byTime('By when they wrote it.'),
});
