import type { DeviceKind, DevicesSnapshot } from '@sidetone/phone';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommands, usePhoneState } from '../../app/phone-context.ts';
import { Button } from '../../components/Button.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { Sheet } from '../../components/Sheet.tsx';
import { SheetDialog } from '../../components/SheetDialog.tsx';
import { canChooseSpeaker } from '../../effects/speaker.ts';
import styles from './DevicesSheet.module.css';
import { deviceOptions } from './device-options.ts';

export interface DevicesSheetProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** Which microphone, camera and speaker are used, in the running call and in those to come. */
export function DevicesSheet({ open, onOpenChange }: DevicesSheetProps) {
  return (
    <Sheet open={open} onOpenChange={onOpenChange}>
      <Devices close={() => onOpenChange(false)} />
    </Sheet>
  );
}

function Devices({ close }: { readonly close: () => void }) {
  const { t } = useTranslation();
  const commands = useCommands();
  const devices = usePhoneState((state) => state.devices);
  useEffect(() => commands.refreshDevices(), [commands]);
  const unasked = devices.microphone === 'unknown' && devices.list.every(({ label }) => label === '');

  return (
    <SheetDialog title={t('devices.title')} hint={t('devices.hint')} close={close}>
      <DeviceField kind="microphone" devices={devices} />
      <DeviceField kind="camera" devices={devices} />
      {canChooseSpeaker() && <DeviceField kind="speaker" devices={devices} />}
      {unasked && (
        <div className={styles.unasked}>
          <p>{t('devices.unasked')}</p>
          <Button action={() => commands.askForDevices()}>{t('devices.ask')}</Button>
        </div>
      )}
    </SheetDialog>
  );
}

function DeviceField({ kind, devices }: { readonly kind: DeviceKind; readonly devices: DevicesSnapshot }) {
  const { t } = useTranslation();
  const commands = useCommands();
  const state = kind === 'speaker' ? 'ready' : devices[kind];
  const options = deviceOptions(devices, kind, t);
  const missing = options.length === 1 && kind !== 'speaker';
  const problem =
    state === 'denied' || state === 'in-use' || state === 'failed'
      ? t(`devices.${state}`)
      : state === 'absent' && missing
        ? t(`devices.no-${kind === 'camera' ? 'camera' : 'microphone'}`)
        : undefined;
  return (
    <SelectField
      label={t(`devices.${kind}`)}
      value={devices.chosen[kind] ?? ''}
      options={options}
      onChange={(id) => commands.chooseDevice(kind, id === '' ? undefined : id)}
      problem={problem}
    />
  );
}
