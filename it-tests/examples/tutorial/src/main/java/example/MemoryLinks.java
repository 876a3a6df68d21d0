package example;

import static dev.weft.Weft.result;

import dev.weft.Coroutine;
import java.util.HashMap;
import java.util.Map;

/** Keeps the links in maps. All clients run on one thread, so they need no lock. */
class MemoryLinks implements Links {
    private final Map<String, String> codes = new HashMap<>();
    private final Map<String, String> urls = new HashMap<>();

    @Override
    public Coroutine<String> add(String url) {
        var code = codes.computeIfAbsent(url, (String added) -> Integer.toString(codes.size() + 1, 36));
        urls.put(code, url);
        return result(code);
    }

    @Override
    public Coroutine<String> find(String code) {
        return result(urls.get(code));
    }
}
