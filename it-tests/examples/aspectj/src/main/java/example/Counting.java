package example;

import org.aspectj.lang.annotation.Aspect;
import org.aspectj.lang.annotation.Before;

/** Counts the coroutines that are made: the call of a cold method makes one, and runs nothing. */
@Aspect
public class Counting {
    static int calls;

    @Before("execution(@dev.weft.Async * example..*(..))")
    public void count() {
        calls++;
    }
}
