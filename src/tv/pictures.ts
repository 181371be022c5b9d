/**
 * Every picture of the app: its name, and what it is drawn from at build time: an icon of fluent-emoji-flat, or
 * `own:` and a drawing in scripts/pictures. A sheet holds 50 pictures.
 */
export const SHEETS = {
  /** What home needs at once: the 28 services, the eight shelves, the weather and the signs of every page. */
  home: {
    sos: 'ambulance',
    broadcast: 'loudspeaker',
    cameras: 'video-camera',
    alarms: 'police-car-light',
    checkin: 'thumbs-up',
    meals: 'cooked-rice',
    dining: 'fork-and-knife-with-plate',
    market: 'leafy-green',
    bills: 'receipt',
    repair: 'hammer-and-wrench',
    housekeeping: 'broom',
    smarthome: 'light-bulb',
    bus: 'bus',
    parking: 'p-button',
    guardian: 'round-pushpin',
    activities: 'red-paper-lantern',
    map: 'world-map',
    shop: 'shopping-cart',
    offers: 'ticket',
    parcels: 'package',
    wallet: 'yen-banknote',
    tv: 'television',
    call: 'own:video-call',
    classes: 'teacher',
    clinic: 'woman-health-worker',
    health: 'beating-heart',
    reminders: 'alarm-clock',
    care: 'older-person',
    'shelf-safety': 'shield',
    'shelf-eat': 'steaming-bowl',
    'shelf-home': 'house-with-garden',
    'shelf-go': 'automobile',
    'shelf-leisure': 'sunrise-over-mountains',
    'shelf-buy': 'shopping-bags',
    'shelf-enjoy': 'radio',
    'shelf-health': 'hospital',
    sunny: 'sun',
    cloudy: 'sun-behind-cloud',
    overcast: 'cloud',
    rain: 'cloud-with-rain',
    snow: 'cloud-with-snow',
    thunder: 'cloud-with-lightning-and-rain',
    fog: 'fog',
    ok: 'check-mark-button',
    warning: 'warning',
    offline: 'own:offline',
    phone: 'telephone',
    settings: 'gear',
    clock: 'three-oclock',
    bell: 'bell',
  },
  /** What single pages need: food and diet, people, the signs of settings, news and faults. */
  more: {
    rice: 'cooked-rice',
    noodles: 'steaming-bowl',
    dumpling: 'dumpling',
    bun: 'own:bun',
    pancake: 'flatbread',
    porridge: 'own:porridge',
    soup: 'pot-of-food',
    fish: 'fish',
    shrimp: 'shrimp',
    chicken: 'poultry-leg',
    duck: 'duck',
    meat: 'cut-of-meat',
    vegetables: 'leafy-green',
    tofu: 'own:tofu',
    egg: 'egg',
    fruit: 'red-apple',
    corn: 'ear-of-corn',
    milk: 'glass-of-milk',
    tea: 'teacup-without-handle',
    'set-meal': 'bento-box',
    'low-salt': 'own:low-salt',
    'low-sugar': 'own:low-sugar',
    soft: 'bowl-with-spoon',
    halal: 'own:halal',
    vegetarian: 'herb',
    spicy: 'hot-pepper',
    peanuts: 'peanuts',
    'old-woman': 'old-woman',
    'old-man': 'old-man',
    doctor: 'man-health-worker',
    officer: 'police-officer',
    cook: 'cook',
    ambulance: 'ambulance',
    fire: 'fire',
    water: 'droplet',
    power: 'high-voltage',
    wind: 'tornado',
    heat: 'hot-face',
    cold: 'snowflake',
    home: 'house',
    delivery: 'motor-scooter',
    'big-text': 'own:big-text',
    'small-text': 'own:small-text',
    'sound-on': 'speaker-high-volume',
    'sound-off': 'muted-speaker',
    network: 'antenna-bars',
    wait: 'hourglass-not-done',
    cancel: 'cross-mark',
    information: 'information',
    calendar: 'spiral-calendar',
  },
  /** Who calls and is called. */
  people: {
    woman: 'woman',
    man: 'man',
    child: 'child',
    friend: 'handshake',
    microphone: 'studio-microphone',
  },
} as const;

export type PictureName = { [Sheet in keyof typeof SHEETS]: keyof (typeof SHEETS)[Sheet] }[keyof typeof SHEETS];

/** Side of a picture in a sheet, px. */
export const PICTURE = 192;
/** A picture's place with the clear edge around it, so that smoothing never takes in its neighbour, px. */
export const CELL = 204;
export const COLUMNS = 5;

/** Where a picture is: its sheet's file under static/, and the place of the picture in it (px). */
interface Place {
  readonly src: string;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

const places = new Map<string, Place>();
for (const [sheet, pictures] of Object.entries(SHEETS)) {
  Object.keys(pictures).forEach((name, index) => {
    places.set(name, {
      src: `pictures/${sheet}.png`,
      x: (index % COLUMNS) * CELL + (CELL - PICTURE) / 2,
      y: Math.floor(index / COLUMNS) * CELL + (CELL - PICTURE) / 2,
      w: PICTURE,
      h: PICTURE,
    });
  });
}

/** Where a picture is drawn in its sheet. */
export function pictureAt(name: PictureName): Place {
  const place = places.get(name);
  if (!place) throw new Error(`no picture "${name}"`);
  return place;
}
