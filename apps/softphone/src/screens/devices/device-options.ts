import type { DeviceKind, DevicesSnapshot } from '@sidetone/phone';
import type { TFunction } from 'i18next';
import type { SelectOption } from '../../components/SelectField.tsx';

/** What can be chosen of one kind: the platform's own choice, what is plugged in, and what is chosen although it is not. */
export function deviceOptions({ list, chosen }: DevicesSnapshot, kind: DeviceKind, t: TFunction): SelectOption[] {
  const plugged = list
    // What Chromium lists as `default` is the choice to leave it to the system.
    .filter((device) => device.kind === kind && device.id !== 'default')
    .map(({ id, label }, index) => ({
      value: id,
      label: label === '' ? t('devices.nameless', { kind: t(`devices.${kind}`), number: index + 1 }) : label,
    }));
  const own = chosen[kind];
  const isUnplugged = own !== undefined && plugged.every(({ value }) => value !== own);
  return [
    { value: '', label: t('devices.default') },
    ...plugged,
    ...(isUnplugged ? [{ value: own, label: t(list.length === 0 ? 'devices.chosen' : 'devices.unplugged') }] : []),
  ];
}
