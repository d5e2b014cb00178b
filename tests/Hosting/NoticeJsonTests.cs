using Presage.Contracts.Api;
using Presage.Hosting;

namespace Presage.Tests.Hosting;

public sealed class NoticeJsonTests
{
    /// <summary>As a run of an earlier version has kept it.</summary>
    private const string Stored = """
        {"run":"ingest-1","dataset":"plant","sources":[{"source":"errors","files":1,"read":31,"written":0,"replaced":0,"duplicate":0,
        "quarantined":31,"kind":"errors"}],"quarantine":[],"notices":["31 of 31 rows of errors were quarantined: unknown-machine."],
        "seconds":0.5}
        """;

    [Fact]
    public void A_notice_is_written_with_its_code()
    {
        var json = Json.Write(new ScoreResult("r", "fleet", "m", 1, 2, 2, 0, 0, 0.5) { Notices = [new("no-skill", "No better.")] });

        json.ShouldEndWith("""
            "notices":[{"code":"no-skill","message":"No better."}]}
            """.Trim());
        Json.Read<ScoreResult>(json).Notices.ShouldBe([new Notice("no-skill", "No better.")]);
    }

    [Fact]
    public void The_sentences_of_a_stored_run_are_read_as_notes() => Json.Read<IngestResult>(Stored).Notices
        .ShouldBe([new Notice("note", "31 of 31 rows of errors were quarantined: unknown-machine.")]);

    [Fact]
    public void A_stored_result_that_knew_no_notices_has_none() => Json.Read<ScoreResult>(
        """{"run":"s","results":"fleet","model":"m","version":1,"rows":2,"written":2,"unchanged":0,"alarms":0,"seconds":0.5}""")
        .Notices.ShouldBeEmpty();
}
