// The time left of a state, by the server's clock: "4:07", and "+0:12" once it is over.

export const left = (since, minutes, now) => {
  const seconds = Math.ceil((Date.parse(since) + minutes * 60000 - now) / 1000);
  const whole = Math.abs(seconds);
  const told = `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
  return { text: seconds < 0 ? `+${told}` : told, over: seconds < 0, soon: seconds >= 0 && seconds <= 60 };
};
