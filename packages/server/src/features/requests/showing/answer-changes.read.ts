import { type QuestionChoice } from '@gatehouse/schema/policies/policy-question.entity';
import { type AccessRequest } from '@gatehouse/schema/requests/access-request.entity';
import { answerChanges, type AnsweringRequest, type GivenAnswer } from '@gatehouse/schema/rules/answer-changes';
import { namesDoers } from '@gatehouse/schema/rules/disclosure';
import { inLanguage } from '@gatehouse/schema/rules/localized';
import { type LocalizedText } from '@gatehouse/schema/rules/policy';
import { UPDATE_TYPES } from '@gatehouse/schema/rules/request-types';
import { sql } from 'kysely';
import { type FieldRule } from '../../../kernel/read/define-read.ts';
import { isoTime, type Sql } from '../../../kernel/read/sql.ts';
import { answerInWords } from './answer-in-words.ts';

interface WrittenAnswer extends GivenAnswer {
  questionId: string;
  translations: LocalizedText['translations'];
  choices: QuestionChoice[] | null;
}
interface WrittenRequest extends AnsweringRequest<WrittenAnswer> {
  at: string;
  byId: string | null;
  byName: string | null;
}

/** What the requests of an assignment that came true answered, oldest first, as `AnsweringRequest`s. Few rows, found by an index. */
export function answerHistory(assignmentId: Sql): Sql {
  return sql`(select coalesce(json_agg(json_build_object('id', h.id, 'updates', h.type = any(${[...UPDATE_TYPES]}::text[]),
      'at', ${isoTime(sql`h.created_at`)}, 'byId', h.requester_id, 'byName', doer.name,
      'answers', (select coalesce(json_agg(json_build_object('questionId', q.id, 'question', q.text, 'translations', q.text_translations, 'values', w.values,
            'choices', nullif(q.choices, 'null'::jsonb))
          order by q."order"), '[]') from request_answer w join policy_question q on q.id = w.question_id where w.request_id = h.id))
      order by h.created_at, h.id), '[]')
    from access_request h left join app_user doer on doer.id = h.requester_id
    where h.assignment_id = ${assignmentId} and h.source = 'GATEHOUSE' and h.state in ('DELIVERING', 'DELIVERED', 'PARTIALLY_DELIVERED', 'FAILED'))`;
}

/** What was changed later, for whoever sees the request; of a change of answers, what that one changed. */
export const answerChangesRule: FieldRule<AccessRequest> = {
  needs: (t) => sql`json_build_object('id', ${t('id')}, 'type', ${t('type')}, 'history', ${answerHistory(t('assignment'))})`,
  resolve: ({ id, type, history }: { id: string; type: AccessRequest['type']; history: WrittenRequest[] }, viewer, op) =>
    answerChanges<WrittenAnswer, WrittenRequest>(history)
      .filter(({ request }) => !UPDATE_TYPES.includes(type) || request.id === id)
      .map(({ request: { at, byId, byName }, answer: { questionId, question, translations, values, choices }, from }) => ({
        questionId,
        question: inLanguage({ default: question, translations }, op.languages ?? []),
        from: from.length === 0 ? null : answerInWords(from, choices, op.languages ?? []),
        to: values.length === 0 ? null : answerInWords(values, choices, op.languages ?? []),
        values,
        at,
        by: byId === viewer.userId || namesDoers({ kind: viewer.kind, hidden: false }) ? byName : null,
      })),
};
