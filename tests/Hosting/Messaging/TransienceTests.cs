using Presage.Engine;
using Presage.Hosting.Faults;

namespace Presage.Tests.Hosting.Messaging;

public sealed class TransienceTests
{
    [Theory]
    [InlineData("store-full")]
    [InlineData("store-unreachable")]
    [InlineData("store-access-denied")]
    [InlineData("store-rules")]
    public void What_is_wrong_with_the_store_waits_for_somebody_to_mend_it(string code)
    {
        var error = new PresageException(ErrorKind.Unavailable, code, "Wrong.", "Mend it.");

        Transience.IsTransient(error).ShouldBeTrue();
        Transience.IsBrief(error).ShouldBeFalse();
    }

    [Fact]
    public void A_store_that_was_busy_or_lost_is_tried_again_at_once()
    {
        var error = new PresageException(ErrorKind.Busy, "store-busy", "The connection was lost.", "Try again.");

        Transience.IsTransient(error).ShouldBeTrue();
        Transience.IsBrief(error).ShouldBeTrue();
    }

    [Fact]
    public void What_is_wrong_with_a_message_is_not_tried_again() =>
        Transience.IsTransient(new PresageException(ErrorKind.NotFound, "unknown-dataset", "There is none.", "Ingest it.")).ShouldBeFalse();
}
