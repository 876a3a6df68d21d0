package example;

import java.util.concurrent.CompletableFuture;

/** How many are left; another machine knows. */
interface Stock {

    CompletableFuture<Integer> of(String article);
}
