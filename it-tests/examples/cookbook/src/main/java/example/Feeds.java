package example;

import dev.weft.AsyncStream;
import java.util.List;

/** From one to many, and from many to one. */
final class Feeds {
    private final Site site;

    Feeds(Site site) {
        this.site = site;
    }

    /** What is found, as it comes, of eight shops at a time. */
    AsyncStream<String> offers(List<String> shops) {
        return AsyncStream.from(shops).mapAsyncUnordered(8, site::get);
    }

    /** What both say, as it comes. */
    static AsyncStream<String> news(AsyncStream<String> here, AsyncStream<String> abroad) {
        return AsyncStream.merge(here.map(text -> "here: " + text), abroad.map(text -> "abroad: " + text));
    }
}
