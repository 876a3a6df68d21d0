package example;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.failed;
import static dev.weft.Weft.result;
import static dev.weft.Weft.run;
import static dev.weft.Weft.yieldNow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.weft.Async;
import dev.weft.Coroutine;
import example.Users.User;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A mocked async method returns a coroutine, as a real one does: {@code result(…)}, {@code done()}, {@code failed(…)}. */
class RenamingTest {
    private static final User ADA = new User(1, "Ada");
    private static final User GRACE = new User(1, "Grace");

    private final Users users = mock(Users.class);
    private final Renaming renaming = new Renaming(users);

    @Test
    void savesTheNewName() throws IOException {
        when(users.find(1)).thenReturn(result(ADA));
        when(users.save(any())).thenReturn(done());

        assertEquals(GRACE, run(renaming.rename(1, " Grace ")));

        var order = inOrder(users);
        order.verify(users).find(1);
        order.verify(users).save(GRACE);
    }

    @Test
    void savesNothingIfThereIsNoSuchUser() throws IOException {
        var missing = new IOException("no user 1");
        when(users.find(1)).thenReturn(failed(missing));

        assertSame(missing, assertThrows(IOException.class, () -> run(renaming.rename(1, "Grace"))));

        verify(users, never()).save(any());
    }

    /** A coroutine is for single use; what is asked for twice needs an answer that makes one each time. */
    @Test
    void aMockThatIsAskedTwice() throws IOException {
        when(users.find(1)).thenAnswer(call -> result(ADA));
        when(users.save(any())).thenReturn(done());

        run(() -> {
            await(renaming.rename(1, "Grace"));
            return renaming.rename(1, "Joan");
        });

        verify(users).save(GRACE);
        verify(users).save(new User(1, "Joan"));
    }

    /** So that the code under test really waits. */
    @Test
    void aMockThatTakesItsTime() throws IOException {
        when(users.find(1)).thenReturn(later(ADA));
        when(users.save(any())).thenReturn(done());

        assertEquals(GRACE, run(renaming.rename(1, "Grace")));
    }

    @Async
    private static <T> Coroutine<T> later(T value) {
        await(yieldNow());
        return result(value);
    }

    /** A spy is made of a woven class; it awaits the method that the spy replaces, not its own. */
    @Test
    void aSpyReplacesAnAsyncMethod() throws IOException {
        when(users.find(1)).thenReturn(result(ADA));
        when(users.save(any())).thenReturn(done());
        var spy = spy(renaming);
        doReturn(result("Grace")).when(spy).normalised(anyString());

        assertEquals(GRACE, run(spy.rename(1, "g.")));

        verify(spy).normalised("g.");
    }
}
