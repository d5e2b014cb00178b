using Presage.Engine;
using Presage.Sources;
using Presage.Sources.Files;

namespace Presage.Tests.Sources;

public sealed class SourceCatalogTests
{
    private static readonly FileSource s_files = new(new AllowedPaths([]), new SourceLimits(long.MaxValue, 1));
    private static readonly SourceCatalog s_catalog = new([s_files]);

    [Theory]
    [InlineData("telemetry.csv")]
    [InlineData("/data/telemetry.csv")]
    [InlineData("C:/data")]
    [InlineData("")]
    public void A_path_is_of_files(string address) => s_catalog.Of(address).ShouldBeSameAs(s_files);

    [Theory]
    [InlineData("http://example.com/telemetry.csv")]
    [InlineData("https://example.com/telemetry.csv")]
    [InlineData("s3://bucket/telemetry.csv")]
    public void An_address_of_no_source_is_refused(string address) =>
        Should.Throw<PresageException>(() => s_catalog.Of(address)).Code.ShouldBe("unsupported-source");
}
