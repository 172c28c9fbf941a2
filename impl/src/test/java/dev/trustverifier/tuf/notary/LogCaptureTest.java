package dev.trustverifier.tuf.notary;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class LogCaptureTest {

  @Test
  void showsWhatIsSaidByTheCausesOfWhatIsThrown() {
    LogCapture log = new LogCapture();
    Exception cause = new IllegalStateException("in between", new IllegalArgumentException("deep down"));
    cause.addSuppressed(new IllegalStateException("beside"));
    log.start();
    Logger.getLogger("somebody").log(Level.FINEST, "told", new IllegalStateException("above", cause));
    log.stop();
    for (String said : new String[] {"told", "above", "in between", "beside", "deep down"}) {
      assertTrue(log.text().contains(said), said);
    }
  }
}
