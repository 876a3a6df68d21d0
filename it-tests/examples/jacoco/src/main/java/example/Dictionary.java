package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.AsyncFunction;
import dev.weft.Coroutine;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;

/** Remembers what it has looked up. */
class Dictionary {
    private final Map<String, String> known = new HashMap<>();
    private final AsyncFunction<String, String> lookUp;

    Dictionary(AsyncFunction<String, String> lookUp) {
        this.lookUp = lookUp;
    }

    @Async
    Coroutine<String> translate(String word) throws Exception {
        var translation = known.get(word);
        if (translation == null) { // 2 of 2 branches
            translation = await(lookUp.apply(word));
            known.put(word, translation);
        }
        return result(translation);
    }

    @Async
    Coroutine<String> translateOr(String otherwise, String word) throws Exception {
        try {
            var translation = await(translate(word));
            return result(translation.isEmpty() ? otherwise : translation); // 1 of 2 branches
        } catch (NoSuchElementException e) { // missed
            return result(otherwise); // missed
        }
    }
}
