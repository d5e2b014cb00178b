using Presage.Engine.Evaluation;
using Presage.Hosting;
using Presage.Hosting.Results;
using Presage.Monitoring;

namespace Presage.Tests.Monitoring;

public sealed class EvaluatedSliceTests
{
    [Fact]
    public void What_a_process_of_an_earlier_version_has_counted_is_read_without_versions()
    {
        var read = EvaluatedSlice.Read(Json.Write(EvaluationPart.Empty(2) with { Rows = 7 }));

        (read.Part.Rows, read.Part.Components.Length, read.Versions.Count).ShouldBe((7, 2, 0));
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        var slice = new EvaluatedSlice(EvaluationPart.Empty(1) with { Rows = 3 }, [new VersionRows("m", 2, 3, 0, null, null)]);

        var read = EvaluatedSlice.Read(Json.Write(slice));

        read.Part.Rows.ShouldBe(3);
        read.Versions.ShouldBe(slice.Versions);
    }
}
