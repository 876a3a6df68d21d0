package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.TaskGroup;
import dev.weft.sync.AsyncQueue;
import java.io.IOException;
import java.util.List;

/** One task fetches, another one counts. */
final class Pipeline {
    private final Site site;
    private final AsyncQueue<String> texts = AsyncQueue.fifo(2);

    Pipeline(Site site) {
        this.site = site;
    }

    @Async
    Coroutine<Integer> letters(List<String> pages) throws IOException {
        int letters = 0;
        try (var group = TaskGroup.open()) {
            group.start(fetch(pages));
            for (var text : await(texts.stream())) {
                letters += text.length();
            }
        }
        return result(letters);
    }

    @Async
    private Coroutine<Void> fetch(List<String> pages) throws IOException {
        try {
            for (var page : pages) {
                await(texts.put(await(site.get(page))));
            }
        } finally {
            texts.shutdown(false); // what is in it is still given
        }
        return done();
    }
}
