import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { Phone, PhoneCommands, PhoneState } from '@sidetone/phone';

const PhoneContext = createContext<Phone | undefined>(undefined);

export const PhoneProvider = PhoneContext.Provider;

/** The phone that the page shows. */
export function usePhone(): Phone {
  const phone = useContext(PhoneContext);
  if (phone === undefined) throw new Error('No PhoneProvider above this component');
  return phone;
}

/** A part of the phone's state; renders again when that part is another one. */
export function usePhoneState<T>(select: (state: PhoneState) => T): T {
  return useStore(usePhone().store, select);
}

export function useCommands(): PhoneCommands {
  return usePhone().commands;
}
