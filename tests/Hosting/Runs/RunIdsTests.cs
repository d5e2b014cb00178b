using Presage.Contracts;
using Presage.Engine;
using Presage.Hosting.Runs;

namespace Presage.Tests.Hosting.Runs;

public sealed class RunIdsTests
{
    private static readonly StartScoring s_request = new("score-1", "plant", DateTime.UnixEpoch, DateTime.UnixEpoch.AddDays(1), "march");

    [Fact]
    public void The_key_of_a_request_tells_neither_its_run_nor_the_version_of_its_form()
    {
        RunIds.KeyOf(s_request with { RunId = null, SchemaVersion = 1 }).ShouldBe(RunIds.KeyOf(s_request));
        RunIds.KeyOf(s_request with { Results = "april" }).ShouldNotBe(RunIds.KeyOf(s_request));
    }

    [Fact]
    public void A_request_is_the_run_that_it_names_or_else_the_one_of_its_message()
    {
        var message = Guid.NewGuid();

        RunIds.Of(s_request, message).ShouldBe("score-1");
        RunIds.Of(s_request with { RunId = null }, message).ShouldBe($"run-{message:n}");
        Should.Throw<PresageException>(() => RunIds.Of(s_request with { RunId = null }, null)).Code.ShouldBe("nameless-request");
    }
}
