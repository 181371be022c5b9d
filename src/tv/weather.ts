/** The picture of each kind of weather. */
export const WEATHER_PICTURES = { sun: 'sunny', cloud: 'cloudy', rain: 'rain', snow: 'snow' } as const;
