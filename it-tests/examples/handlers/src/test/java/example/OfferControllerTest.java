package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.asyncDispatch;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.math.BigDecimal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.aop.support.AopUtils;
import org.springframework.mock.web.MockServletContext;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;

/** The requests go the whole way through Spring MVC; the other machines are futures that the tests complete. */
class OfferControllerTest {
    private final CompletableFuture<BigDecimal> price = new CompletableFuture<>();
    private final CompletableFuture<Integer> left = new CompletableFuture<>();
    private final AnnotationConfigWebApplicationContext shop = new AnnotationConfigWebApplicationContext();
    private MockMvc web;

    @BeforeEach
    void open() {
        shop.setServletContext(new MockServletContext());
        shop.register(ShopConfiguration.class);
        shop.addBeanFactoryPostProcessor(beans -> {
            beans.registerSingleton("prices", (Prices) article -> price);
            beans.registerSingleton("stock", (Stock) article -> left);
        });
        shop.refresh();
        web = MockMvcBuilders.webAppContextSetup(shop).build();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void theRequestWaitsWithoutAThread() throws Exception {
        var waiting = ask("/offers/tea");
        left.complete(7);
        price.complete(new BigDecimal("3.50"));
        assertAnswer(200, "tea for 3.50, 7 left", waiting);
    }

    @Test
    void theExceptionReachesTheHandlerAsItIs() throws Exception {
        var waiting = ask("/offers/coffee");
        price.completeExceptionally(new UnknownArticleException("coffee"));
        assertAnswer(404, "no coffee here", waiting);
    }

    @Test
    void aLimitEndsTheRequestAndTheQuestion() throws Exception {
        assertAnswer(200, "ask again later", ask("/prices/tea"));
        assertTrue(price.isCancelled(), price::toString);
    }

    @Test
    void anAnswerInTime() throws Exception {
        var waiting = ask("/prices/tea");
        price.complete(new BigDecimal("3.50"));
        assertAnswer(200, "3.50", waiting);
    }

    /** The proxy is a subclass that is not woven. It passes its calls to the woven object. */
    @Test
    void aProxyAroundAWovenClass() throws Exception {
        var visits = shop.getBean(Visits.class);
        assertTrue(AopUtils.isCglibProxy(visits), visits.getClass()::toString);
        assertEquals(1, visits.count("tea").get(20, TimeUnit.SECONDS));

        var article = new CompletableFuture<String>();
        var report = visits.report(article);
        article.complete("tea");
        assertEquals("1 visits to tea", report.get(20, TimeUnit.SECONDS));
    }

    private MvcResult ask(String path) throws Exception {
        var waiting = web.perform(get(path)).andReturn();
        assertTrue(
                waiting.getRequest().isAsyncStarted(),
                () -> "status " + waiting.getResponse().getStatus());
        return waiting;
    }

    private void assertAnswer(int status, String text, MvcResult waiting) throws Exception {
        var response = web.perform(asyncDispatch(waiting)).andReturn().getResponse();
        assertEquals(status, response.getStatus());
        assertEquals(text, response.getContentAsString());
    }
}
