package example;

import dev.weft.Allow;
import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Weft;
import java.util.concurrent.CompletableFuture;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

class Orders {
    @GetMapping("/cold")
    @Async
    Coroutine<String> cold() {
        Weft.await(Weft.yieldNow()); // WEFT020
        return Weft.result("");
    }

    @RequestMapping("/same")
    Coroutine<String> notAsync() {
        return cold(); // WEFT020
    }

    @ExceptionHandler(IllegalStateException.class)
    @Async
    Coroutine<String> failed() {
        return Weft.result("failed"); // WEFT020
    }

    @GetMapping("/hot")
    @Async
    CompletableFuture<String> hot() {
        return CompletableFuture.completedFuture(Weft.await(cold()));
    }

    @GetMapping("/allowed")
    @Allow("WEFT020")
    @Async
    Coroutine<String> allowed() {
        return Weft.result("");
    }
}
