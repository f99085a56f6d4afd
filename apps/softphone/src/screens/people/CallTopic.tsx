import type { CallOptions, CallPriority } from '@sidetone/phone';
import { useTranslation } from 'react-i18next';
import { Fold } from '../../components/Fold.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { TextField } from '../../components/TextField.tsx';

export interface Topic {
  readonly subject: string;
  readonly priority: CallPriority;
}

export const noTopic: Topic = { subject: '', priority: 'normal' };

/** What to say about a call when it is placed. As usual goes without saying. */
export function topicOptions({ subject, priority }: Topic): Pick<CallOptions, 'subject' | 'priority'> {
  return {
    ...(subject.trim() === '' ? {} : { subject: subject.trim() }),
    ...(priority === 'normal' ? {} : { priority }),
  };
}

const priorities: readonly CallPriority[] = ['normal', 'non-urgent', 'urgent', 'emergency'];

export interface CallTopicProps {
  readonly topic: Topic;
  readonly onChange: (topic: Topic) => void;
}

/** What the call is about and how urgent it is, folded away. */
export function CallTopic({ topic, onChange }: CallTopicProps) {
  const { t } = useTranslation();
  return (
    <Fold title={t('dial.topic')}>
      <TextField
        label={t('dial.subject')}
        name="subject"
        value={topic.subject}
        onChange={(subject) => onChange({ ...topic, subject })}
        hint={t('dial.subject-hint')}
        autoComplete="off"
        maxLength={100}
      />
      <SelectField
        label={t('priority.label')}
        value={topic.priority}
        options={priorities.map((value) => ({ value, label: t(`priority.${value}`) }))}
        onChange={(value) => {
          const priority = priorities.find((one) => one === value);
          if (priority !== undefined) onChange({ ...topic, priority });
        }}
      />
    </Fold>
  );
}
