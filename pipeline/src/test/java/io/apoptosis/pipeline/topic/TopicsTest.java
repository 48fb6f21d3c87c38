package io.apoptosis.pipeline.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.pipeline.message.Task;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TopicsTest {
    @Test
    void shouldGiveEveryKindOfWorkerItsQueue() {
        assertThat(Arrays.stream(Task.Kind.values()).map(Topics::of))
                .containsExactly(Topics.SCORE, Topics.PRUNE, Topics.FINETUNE);
    }
}
