package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.TaskGroup;
import dev.weft.sync.AsyncValue;
import java.io.IOException;
import java.util.List;
import java.util.function.IntConsumer;

/** Says how far it is. */
final class Download {
    private final Site site;
    private final AsyncValue<Integer> fetched = new AsyncValue<>(0);

    Download(Site site) {
        this.site = site;
    }

    @Async
    Coroutine<Void> fetch(List<String> pages, IntConsumer bar) throws IOException {
        try (var group = TaskGroup.open()) {
            group.start(show(pages.size(), bar));
            for (var page : pages) {
                await(site.get(page));
                fetched.update(n -> n + 1);
            }
            await(group.join());
        }
        return done();
    }

    @Async
    private Coroutine<Void> show(int all, IntConsumer bar) {
        for (int number : await(fetched.changes())) {
            bar.accept(all == 0 ? 100 : 100 * number / all);
            if (number == all) {
                break;
            }
        }
        return done();
    }
}
