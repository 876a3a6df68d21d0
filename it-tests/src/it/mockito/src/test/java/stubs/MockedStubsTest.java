package stubs;

import static dev.weft.Weft.failed;
import static dev.weft.Weft.result;
import static dev.weft.Weft.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.CALLS_REAL_METHODS;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockConstruction;
import static org.mockito.Mockito.mockStatic;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.weft.Coroutine;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mockito.ArgumentCaptor;

/** An await of a call to a method of another class calls that method: a mock is asked, and counts its calls. */
@Timeout(60)
class MockedStubsTest {
    private final Caller caller = new Caller();

    @Test
    void mockOfAClass() {
        var store = mock(Store.class);
        when(store.ready(1)).thenReturn(result(10));
        when(store.suspends(2)).thenAnswer(call -> result(20));
        when(store.hot(3)).thenReturn(CompletableFuture.completedFuture(30));

        assertEquals(10, run(caller.ready(store, 1)));
        assertEquals(20, run(caller.suspends(store, 2)));
        assertEquals(20, run(caller.suspends(store, 2)));
        assertEquals(30, run(caller.hot(store, 3)));

        verify(store).ready(1);
        verify(store, times(2)).suspends(2);
        verify(store).hot(3);
    }

    @Test
    void mockOfAFinalClass() {
        var store = mock(FinalStore.class);
        when(store.ready(1)).thenReturn(result(10));

        assertEquals(10, run(caller.ready(store, 1)));

        verify(store).ready(1);
    }

    @Test
    void mockOfARecord() {
        var pair = mock(Pair.class);
        when(pair.sum()).thenReturn(result(10));

        assertEquals(10, run(caller.sum(pair)));

        verify(pair).sum();
    }

    @Test
    void mockOfAnInterfaceWithADefaultMethod() {
        var source = mock(Source.class);
        when(source.sumOfTwo()).thenReturn(result(10));

        assertEquals(10, run(caller.sumOfTwo(source)));

        verify(source).sumOfTwo();
    }

    @Test
    void defaultMethodOfAMockThatCallsIt() {
        var source = mock(Source.class);
        when(source.next()).thenAnswer(call -> result(10));
        when(source.sumOfTwo()).thenCallRealMethod();

        assertEquals(20, run(caller.sumOfTwo(source)));

        verify(source, times(2)).next();
    }

    @Test
    void failures() {
        var store = mock(Store.class);
        var inCoroutine = new IllegalStateException("in the coroutine");
        var inCall = new IllegalStateException("in the call");
        when(store.ready(1)).thenReturn(failed(inCoroutine));
        doThrow(inCall).when(store).ready(2);

        assertSame(inCoroutine, assertThrows(IllegalStateException.class, () -> run(caller.ready(store, 1))));
        assertSame(inCall, assertThrows(IllegalStateException.class, () -> run(caller.ready(store, 2))));
    }

    @Test
    void argumentsInALoop() {
        var store = mock(Store.class);
        when(store.ready(anyInt())).thenAnswer(call -> result(call.getArgument(0, Integer.class) * 10));

        assertEquals(60, run(caller.sumInLoop(store, 4)));

        var asked = ArgumentCaptor.forClass(Integer.class);
        verify(store, times(4)).ready(asked.capture());
        assertEquals(List.of(0, 1, 2, 3), asked.getAllValues());
    }

    /** The method of the spy really suspends, and goes on to ask the spy. */
    @Test
    void spyThatSuspends() {
        var store = spy(new Store());
        doReturn(result(10)).when(store).other(1);

        assertEquals(10, run(caller.suspends(store, 1)));
        assertEquals(2, run(caller.suspends(store, 2)));

        verify(store).suspends(1);
        verify(store).other(1);
        verify(store).other(2);
    }

    @Test
    void spyWithAHotMethod() {
        var store = spy(new Store());
        doReturn(result(10)).when(store).other(1);

        assertEquals(10, run(caller.hot(store, 1)));
        assertEquals(2, run(caller.hot(store, 2)));

        verify(store).other(1);
        verify(store).hot(2);
    }

    @Test
    void spyOfAFinalClass() {
        var store = spy(new FinalStore());
        doReturn(result(10)).when(store).ready(1);

        assertEquals(10, run(caller.ready(store, 1)));
        assertEquals(2, run(caller.ready(store, 2)));

        verify(store).ready(1);
        verify(store).ready(2);
    }

    @Test
    void staticMethods() {
        try (var statics = mockStatic(Statics.class)) {
            statics.when(() -> Statics.ready(1)).thenReturn(result(10));
            statics.when(() -> Statics.suspends(1)).thenReturn(result(20));

            assertEquals(30, run(caller.statics(1)));

            statics.verify(() -> Statics.ready(1));
            statics.verify(() -> Statics.suspends(1));
        }
        assertEquals(2, run(caller.statics(1)));
    }

    /** What of the class is not mocked runs, though it was made of static methods by the weaver. */
    @Test
    void restOfAClassWhoseStaticMethodsAreMocked() {
        Coroutine<Integer> made = Statics.suspends(7);
        try (var statics = mockStatic(Statics.class)) {
            statics.when(() -> Statics.ready(1)).thenReturn(result(10));

            assertEquals(5, run(new Statics().instance(5)));
            assertEquals(7, run(made));
        }
    }

    @Test
    void staticMethodsThatCallTheRealOnes() {
        try (var statics = mockStatic(Statics.class, CALLS_REAL_METHODS)) {
            statics.when(() -> Statics.ready(1)).thenReturn(result(10));

            assertEquals(11, run(caller.statics(1)));

            statics.verify(() -> Statics.suspends(1));
        }
    }

    @Test
    void construction() {
        try (var stores = mockConstruction(
                Store.class, (store, context) -> when(store.ready(1)).thenReturn(result(10)))) {
            assertEquals(10, run(caller.constructed(1)));

            verify(stores.constructed().get(0)).ready(1);
        }
        assertEquals(1, run(caller.constructed(1)));
    }
}
