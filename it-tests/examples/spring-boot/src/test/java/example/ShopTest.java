package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.asyncDispatch;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.request;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

@SpringBootTest
@AutoConfigureMockMvc
class ShopTest {

    @TestConfiguration
    static class Transactions {

        @Bean
        PlatformTransactionManager manager() {
            return new AbstractPlatformTransactionManager() {
                @Override
                protected Object doGetTransaction() {
                    return new Object();
                }

                @Override
                protected void doBegin(Object transaction, TransactionDefinition definition) {}

                @Override
                protected void doCommit(DefaultTransactionStatus status) {}

                @Override
                protected void doRollback(DefaultTransactionStatus status) {}
            };
        }
    }

    @Autowired
    private MockMvc web;

    @Autowired
    private Cleaning cleaning;

    @Test
    void theHandlerAwaitsACoroutine() throws Exception {
        var waiting = web.perform(get("/orders/tea"))
                .andExpect(request().asyncStarted())
                .andReturn();
        web.perform(asyncDispatch(waiting)).andExpect(content().string("ordered tea, in a transaction: true"));
    }

    @Test
    void whatIsScheduledRunsOnTheLoop() throws Exception {
        assertEquals("loop", cleaning.first.get(20, TimeUnit.SECONDS));
    }
}
