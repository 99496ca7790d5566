/** What can be done with a question: follow it, ask why, go to where it began, take its answers along. */
import { DropdownMenu } from 'radix-ui';
import type { QuestionView } from '../../sim/question-types';
import { seek } from '../../store/session';
import { useStatus } from '../../store/status-store';
import { startFollowing, stopFollowing } from '../../store/steps';
import { toast } from '../../store/ui-store';
import { clock, grouped } from '../../store/units';
import { attempt } from '../../store/verbs';
import { askWhy, whyMark } from '../../store/why';
import { Button, IconButton } from '../../ui/Button';
import menu from '../../ui/menu.module.css';
import { copyAnswers, downloadAnswers, downloadMissing } from './download-answers';
import styles from './questions.module.css';
import { MOST_ROWS } from './use-answers';

export function AnswersActions({ question }: { readonly question: QuestionView }) {
  const followed = useStatus((state) => state.status?.following?.question === question.number);
  const why = { question: question.number, client: null };
  const follow = (): Promise<unknown> => (followed ? stopFollowing() : startFollowing({ question: question.number }));
  return (
    <div className={styles.actions} role="group" aria-label="This question">
      <Button small icon="follow" aria-pressed={followed} title="Camera and time stay on it" onClick={() => void attempt('It is not followed', follow)}>
        {followed ? 'Following' : 'Follow'}
      </Button>
      <Button small icon="why" title="Why? (W)" data-why={whyMark(why)} onClick={() => askWhy(why)}>
        Why?
      </Button>
      <IconButton
        icon="goto"
        size={15}
        name={`Go to ${clock(question.askedAt, 3)}, when it was asked`}
        onClick={() => void attempt('The run did not move', () => seek(question.askedAt))}
      />
      <TakeAlong question={question} />
    </div>
  );
}

function TakeAlong({ question }: { readonly question: QuestionView }) {
  const copy = async (): Promise<void> => {
    if (await attempt('The answers were not copied', () => copyAnswers(question))) toast('The answers are in the clipboard.');
  };
  const save = async (): Promise<void> => {
    const saved = await attempt('The answers were not exported', () => downloadAnswers(question));
    if (saved && question.distinct > MOST_ROWS)
      toast(`The file has the ${grouped(MOST_ROWS)} most frequent of ${grouped(question.distinct)} different answers.`);
  };
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <IconButton icon="download" size={15} name="Export answers" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={menu.menu} align="end" sideOffset={4} collisionPadding={8}>
          <DropdownMenu.Item className={menu.item} onSelect={() => void save()}>
            Answers <span className={menu.note}>CSV</span>
          </DropdownMenu.Item>
          <DropdownMenu.Item className={menu.item} onSelect={() => void attempt('The list was not exported', () => downloadMissing(question))}>
            Who is missing <span className={menu.note}>CSV</span>
          </DropdownMenu.Item>
          <DropdownMenu.Item className={menu.item} onSelect={() => void copy()}>
            Copy the answers
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
