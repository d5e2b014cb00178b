using Microsoft.AspNetCore.Http;

namespace Presage.Hosting.Health;

/// <summary>
/// The health check of a container that has neither shell nor curl: the program itself, started once more with <see cref="Argument"/>, asks
/// the process beside it whether it is ready.
/// </summary>
public static class HealthProbe
{
    public const string Argument = "--health";

    private const int DefaultPort = 8080;

    /// <summary>When the program was started to ask, asks, says what is wrong, and sets the exit code: 0 ready, 1 not.</summary>
    /// <returns>Whether it was; then nothing is left to do.</returns>
    public static async Task<bool> HasAnsweredAsync(string[] args)
    {
        if (args is not [Argument])
            return false;

        var port = PortOf(
            Environment.GetEnvironmentVariable("ASPNETCORE_URLS"), Environment.GetEnvironmentVariable("ASPNETCORE_HTTP_PORTS"));
        var trouble = await TroubleAsync(port, HealthTimes.Probe);
        if (trouble is not null)
            await Terminal.FailAsync(trouble);

        return true;
    }

    /// <summary>
    /// Where the process beside this one listens. As in ASP.NET Core, addresses win over ports, and the first of each is meant.
    /// </summary>
    internal static int PortOf(string? urls, string? ports)
    {
        if (First(urls) is { } url)
            return BindingAddress.Parse(url).Port;

        return int.TryParse(First(ports), out var port) ? port : DefaultPort;
    }

    /// <summary>Why the process is not ready; null when it is.</summary>
    internal static async Task<string?> TroubleAsync(int port, TimeSpan patience)
    {
        var address = new Uri($"http://127.0.0.1:{port}/health/ready");
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = patience };
        try
        {
            using var response = await http.GetAsync(address);
            return response.IsSuccessStatusCode ? null
                : $"{address} answers {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}";
        }
        catch (HttpRequestException exception)
        {
            return $"{address} does not answer: {exception.Message}.";
        }
        catch (TaskCanceledException)
        {
            return $"{address} has not answered for {patience.TotalSeconds:0.#} seconds.";
        }
    }

    private static string? First(string? list) =>
        list?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault();
}
