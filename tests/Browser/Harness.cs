using Microsoft.Playwright;
using Presage.Reporting;
using Presage.Tests.Services.Reporting;

namespace Presage.Tests.Browser;

public sealed class Harness(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task Write()
    {
        var file = Environment.GetEnvironmentVariable("REP") ?? "/tmp/rep/sample.html";
        if (Environment.GetEnvironmentVariable("REP") is null)
            File.WriteAllText(file, ReportPage.Of(new SampleReport().Build()).ToString());
        foreach (var (width, scheme) in new[] { (1280, ColorScheme.Light), (390, ColorScheme.Light), (1280, ColorScheme.Dark) })
        {
            var page = await chromium.OpenAsync(width, scheme);
            await page.GotoAsync("file://" + file);
            var height = await page.EvaluateAsync<int>("document.documentElement.scrollHeight");
            var step = width == 390 ? 1900 : 2200;
            for (var i = 0; i * step < height; i++)
                await page.ScreenshotAsync(new PageScreenshotOptions { Path = $"/tmp/rep/s{width}{scheme}-{i:00}.png", FullPage = true, Clip = new Clip { X = 0, Y = i * step, Width = width, Height = Math.Min(step, height - (i * step)) } });
        }
        var print = await chromium.OpenAsync(800);
        await print.GotoAsync("file://" + file);
        await print.PdfAsync(new PagePdfOptions { Path = "/tmp/rep/sample.pdf", PreferCSSPageSize = true, PrintBackground = true });
    }
}
