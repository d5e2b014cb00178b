using Microsoft.Playwright;
using Presage.Reporting;
using Presage.Tests.Reporting;

namespace Presage.Tests.Browser;

public sealed class ReportTests(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    private const string Overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth";

    /// <summary>Elements outside of their own scroll area that reach beyond the window, by their text.</summary>
    private const string Clipped = """
        [...document.querySelectorAll('svg.plot text')].filter(text => {
          const box = text.getBoundingClientRect(), figure = text.closest('figure')?.getBoundingClientRect();
          return box.width > 0 && figure && (box.left < figure.left || box.right > figure.right);
        }).map(text => text.textContent)
        """;

    /// <summary>Pairs of tick labels of one plot that lie over each other.</summary>
    private const string Overlapping = """
        [...document.querySelectorAll('svg.plot')].flatMap(plot => {
          const texts = [...plot.querySelectorAll('g.x text')].filter(text => text.getBoundingClientRect().width > 0);
          return texts.flatMap((one, i) => texts.slice(i + 1).filter(other => {
            const a = one.getBoundingClientRect(), b = other.getBoundingClientRect();
            return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
          }).map(other => plot.getAttribute('aria-label') + ': ' + one.textContent + ' / ' + other.textContent));
        })
        """;

    /// <summary>Texts whose contrast with what lies behind them is below 4.5 (WCAG 2.1, AA).</summary>
    private const string Unreadable = """
        (() => {
          const parse = colour => {
            const m = colour.match(/[\d.]+/g).map(Number);
            return { rgb: m.slice(0, 3), a: m.length > 3 ? m[3] : 1 };
          };
          const channel = v => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
          const luminance = rgb => 0.2126 * channel(rgb[0]) + 0.7152 * channel(rgb[1]) + 0.0722 * channel(rgb[2]);
          const background = element => {
            for (let e = element; e; e = e.parentElement) {
              const c = parse(getComputedStyle(e).backgroundColor);
              if (c.a > 0.99) return c.rgb;
            }
            return [255, 255, 255];
          };
          const bad = [];
          for (const element of document.querySelectorAll('body *')) {
            const inSvg = element.tagName === 'text';
            const own = [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
            if (!own || (element instanceof SVGElement && !inSvg)) continue;
            if (element.getClientRects().length === 0 || element.classList.contains('skip')) continue;
            let back = background(element);
            const cell = inSvg && element.parentElement.querySelector(':scope > rect.cell');
            if (cell) {
              const style = getComputedStyle(cell), fill = parse(style.fill).rgb, share = Number(style.fillOpacity);
              back = back.map((v, i) => v * (1 - share) + fill[i] * share);
            }
            const style = getComputedStyle(element);
            const text = luminance(parse(inSvg ? style.fill : style.color).rgb), behind = luminance(back);
            const contrast = (Math.max(text, behind) + 0.05) / (Math.min(text, behind) + 0.05);
            if (contrast < 4.5) bad.push(element.textContent.slice(0, 40) + ' ' + contrast.toFixed(2));
          }
          return bad;
        })()
        """;

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"presage-{Guid.NewGuid():n}.html");

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task It_opens_from_a_file_without_an_error_and_without_a_request()
    {
        var page = await chromium.OpenAsync(1280);
        var messages = new List<string>();
        var requests = new List<string>();
        page.Console += (_, message) => messages.Add(message.Text);
        page.PageError += (_, error) => messages.Add(error);
        page.Request += (_, request) => requests.Add(request.Url);

        await ShowAsync(page);

        messages.ShouldBeEmpty();
        requests.Where(url => !url.StartsWith("data:", StringComparison.Ordinal))
            .ShouldBe([await page.EvaluateAsync<string>("location.href")]);
        (await page.TitleAsync()).ShouldBe("Presage: north-now");
    }

    [Theory]
    [InlineData(320)]
    [InlineData(390)]
    [InlineData(800)]
    [InlineData(1280)]
    public async Task It_fits_the_window(int width)
    {
        var page = await chromium.OpenAsync(width);

        await ShowAsync(page);

        (await page.EvaluateAsync<int>(Overflow)).ShouldBe(0);
        (await page.EvaluateAsync<string[]>(Clipped)).ShouldBeEmpty();
        (await page.EvaluateAsync<string[]>(Overlapping)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Long_names_do_not_break_the_layout()
    {
        var page = await chromium.OpenAsync(390);

        await ShowAsync(page, new SampleReport(20, "north-plant/building-7/line_42_with_a_very_long_name#"));

        (await page.EvaluateAsync<int>(Overflow)).ShouldBe(0);
    }

    [Fact]
    public async Task A_machine_whose_name_is_a_script_is_harmless()
    {
        var page = await chromium.OpenAsync(1280);

        await ShowAsync(page, new SampleReport(8, "</svg><script>window.harmed = true</script><img src=x onerror='window.harmed = true'>"));

        (await page.EvaluateAsync<bool>("window.harmed === true || document.querySelector('img, script') !== null")).ShouldBeFalse();
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Every_text_can_be_read(ColorScheme scheme)
    {
        var page = await chromium.OpenAsync(1280, scheme);

        await ShowAsync(page);

        (await page.EvaluateAsync<string[]>(Unreadable)).ShouldBeEmpty();
        (await page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"))
            .ShouldBe(scheme == ColorScheme.Dark ? "rgb(16, 21, 26)" : "rgb(246, 247, 249)");
    }

    [Fact]
    public async Task It_prints_on_a_few_sheets()
    {
        var page = await chromium.OpenAsync(1280, ColorScheme.Dark);
        await ShowAsync(page);

        var pdf = await page.PdfAsync(new PagePdfOptions { PreferCSSPageSize = true, PrintBackground = true });

        var sheets = System.Text.RegularExpressions.Regex.Count(System.Text.Encoding.Latin1.GetString(pdf), @"/Type\s*/Page\b");
        sheets.ShouldBeInRange(5, 18);
    }

    private async Task ShowAsync(IPage page, SampleReport? report = null)
    {
        var html = ReportPage.Of((report ?? new SampleReport()).Build()).ToString();
        await File.WriteAllTextAsync(_file, html, TestContext.Current.CancellationToken);
        await page.GotoAsync(new Uri(_file).AbsoluteUri);
    }
}
