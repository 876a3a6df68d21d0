package example

import static dev.weft.Weft.await
import static dev.weft.Weft.result
import static dev.weft.Weft.sleep

import dev.weft.Async
import dev.weft.Coroutine
import dev.weft.Entry
import groovy.transform.CompileStatic
import java.time.Duration

@CompileStatic
class Static {

    @Async
    static Coroutine<Integer> doubled(int number) {
        await(sleep(Duration.ofMillis(1)))
        return result(2 * number)
    }

    @Async
    static Coroutine<Integer> total(List<Integer> all) {
        int sum = 0
        for (int one : all) {
            try {
                sum += await(doubled(one))
            } finally {
                sum++
            }
        }
        return result(sum)
    }

    @Entry
    static void main(String[] args) {
        println "The total is ${await(total([1, 2, 3]))}"
    }
}
