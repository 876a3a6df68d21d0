package example;

import java.math.BigDecimal;
import java.util.concurrent.CompletableFuture;

/** What articles cost; another machine knows. */
interface Prices {

    /** Fails with {@link UnknownArticleException}. */
    CompletableFuture<BigDecimal> of(String article);
}
