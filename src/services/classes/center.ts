import { serve } from '../../center/serve.ts';
import { courseHandlers } from './center/courses.ts';
import { filmRoutes } from './center/film-routes.ts';
import { homeHandlers } from './center/home.ts';
import { jobTimers } from './center/jobs.ts';
import { noteRoutes } from './center/note-routes.ts';
import { noteHandlers } from './center/notes.ts';
import { openPacker, tidy } from './center/packer.ts';
import { passesOf } from './center/passes.ts';
import { progressHandlers } from './center/progress.ts';
import { openProgressBook } from './center/progress-book.ts';
import { sessionTimers } from './center/session-timers.ts';
import { sessionHandlers } from './center/sessions.ts';
import { uploadRoutes } from './center/upload-routes.ts';
import { uploadHandlers } from './center/uploads.ts';
import { classes, teachers } from './protocol.ts';
import { sampleClasses, sampleSessions } from './sample.ts';

/** 24 老年课堂 at the center. */
export const classesCenter = serve({
  contract: classes,
  answeredBy: teachers,
  timers: { ...jobTimers, ...sessionTimers },
  sample: sampleClasses,
  sampleDay: sampleSessions,
  async open(place, community) {
    await tidy(place, community.id);
    return openProgressBook(place);
  },
  handlers: {
    ...homeHandlers,
    ...progressHandlers,
    ...sessionHandlers,
    ...noteHandlers,
    ...courseHandlers,
    ...uploadHandlers,
  },
  async routes(app, door) {
    const passes = passesOf(door.place.vault);
    // Each in a room of its own: they read bodies that nobody else shall.
    await app.register(async (own) => filmRoutes(own, door, passes));
    await app.register(async (own) => uploadRoutes(own, door));
    await app.register(async (own) => noteRoutes(own, door));
    const packer = openPacker(door.place, door.community.id);
    app.addHook('onClose', () => packer.stop());
    packer.look();
  },
});
