using Presage.Scenarios;

namespace Presage.Tests.Scenarios;

public sealed class ScenarioHashTests
{
    private static readonly string s_text = ScenarioCatalog.Load("azure-pdm");

    [Fact]
    public void Line_ends_and_byte_order_mark_do_not_change_the_hash()
    {
        var unix = ScenarioReader.Read(s_text.ReplaceLineEndings("\n"), "a");
        var windows = ScenarioReader.Read("\uFEFF" + s_text.ReplaceLineEndings("\r\n"), "b");

        windows.Hash.ShouldBe(unix.Hash);
        unix.Hash.Length.ShouldBe(64);
    }

    [Fact]
    public void Any_other_change_does()
    {
        var original = ScenarioReader.Read(s_text, "a");
        var changed = ScenarioReader.Read(s_text.Replace("horizon: 84h", "horizon: 85h"), "a");

        changed.Hash.ShouldNotBe(original.Hash);
    }
}
