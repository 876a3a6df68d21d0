package example;

import dev.weft.Async;
import dev.weft.AsyncStream;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.TaskGroup;
import dev.weft.Weft;
import java.util.ArrayList;
import java.util.List;

class Prices {
    @Async
    static Coroutine<Integer> price(String article) {
        return Weft.result(article.length());
    }

    @Async
    static AsyncStream<Integer> inside(List<String> articles) {
        try (var group = TaskGroup.open()) {
            for (var article : articles) {
                Weft.emit(Weft.await(group.start(price(article)))); // WEFT016
            }
        }
        return Weft.end();
    }

    @Async
    static AsyncStream<Integer> behind(List<String> articles) {
        var tasks = new ArrayList<Task<Integer>>();
        try (var group = TaskGroup.open()) {
            for (var article : articles) {
                tasks.add(group.start(price(article)));
            }
        }
        for (var task : tasks) {
            Weft.emit(Weft.await(task));
        }
        return Weft.end();
    }
}
