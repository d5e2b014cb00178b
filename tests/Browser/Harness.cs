using Microsoft.Playwright;
using Presage.Reporting;
using Presage.Tests.Services.Reporting;

namespace Presage.Tests.Browser;

public sealed class Harness(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task Write()
    {
        File.WriteAllText("/tmp/rep/sample.html", ReportPage.Of(new SampleReport().Build()).ToString());
        foreach (var (width, scheme) in new[] { (1280, ColorScheme.Light), (390, ColorScheme.Light), (1280, ColorScheme.Dark) })
        {
            var page = await chromium.OpenAsync(width, scheme);
            await page.GotoAsync("file:///tmp/rep/sample.html");
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = $"/tmp/rep/s{width}{scheme}.png", FullPage = true });
        }
        var print = await chromium.OpenAsync(800);
        await print.GotoAsync("file:///tmp/rep/sample.html");
        await print.PdfAsync(new PagePdfOptions { Path = "/tmp/rep/sample.pdf", PreferCSSPageSize = true, PrintBackground = true });
    }
}
