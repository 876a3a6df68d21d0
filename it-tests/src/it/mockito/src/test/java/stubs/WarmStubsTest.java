package stubs;

import static dev.weft.Weft.result;
import static dev.weft.Weft.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockConstruction;
import static org.mockito.Mockito.mockStatic;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A mock is asked also where the calls of the real method have long been compiled into their callers. */
@Timeout(120)
class WarmStubsTest {
    private static final int WARM = 20_000;

    private final Caller caller = new Caller();

    @Test
    void chainOfTenClasses() {
        var real = new Store();
        for (int i = 0; i < WARM; i++) {
            assertEquals(i, run(Chain.of(real).ready(i)));
        }

        var store = mock(Store.class);
        when(store.ready(1)).thenReturn(result(10));
        assertEquals(10, run(Chain.of(store).ready(1)));
        verify(store).ready(1);

        var spy = spy(real);
        doReturn(result(20)).when(spy).ready(1);
        assertEquals(20, run(Chain.of(spy).ready(1)));
        assertEquals(2, run(Chain.of(spy).ready(2)));
        verify(spy).ready(2);

        try (var statics = mockStatic(Statics.class)) {
            statics.when(() -> Statics.ready(0)).thenReturn(result(100));
            assertEquals(101, run(Chain.of(real).ready(1)));
        }
        assertEquals(1, run(Chain.of(real).ready(1)));
    }

    @Test
    void loop() {
        var real = new Store();
        assertEquals(WARM * (WARM - 1) / 2, run(caller.sumInLoop(real, WARM)));

        var store = mock(Store.class);
        when(store.ready(anyInt())).thenAnswer(call -> result(10));
        assertEquals(30, run(caller.sumInLoop(store, 3)));
        verify(store, times(3)).ready(anyInt());
    }

    @Test
    void finalClass() {
        var real = new FinalStore();
        for (int i = 0; i < WARM; i++) {
            assertEquals(i, run(caller.ready(real, i)));
        }

        var store = mock(FinalStore.class);
        when(store.ready(1)).thenReturn(result(10));
        assertEquals(10, run(caller.ready(store, 1)));
        verify(store).ready(1);
    }

    @Test
    void hotMethod() {
        var real = new Store();
        for (int i = 0; i < WARM; i++) {
            assertEquals(i, run(caller.hot(real, i)));
        }

        var store = spy(real);
        doReturn(result(10)).when(store).other(1);
        assertEquals(10, run(caller.hot(store, 1)));
        verify(store).hot(1);
    }

    @Test
    void construction() {
        for (int i = 0; i < WARM; i++) {
            assertEquals(i, run(caller.constructed(i)));
        }

        try (var stores = mockConstruction(
                Store.class, (store, context) -> when(store.ready(1)).thenReturn(result(10)))) {
            assertEquals(10, run(caller.constructed(1)));
            assertEquals(1, stores.constructed().size());
        }
    }
}
