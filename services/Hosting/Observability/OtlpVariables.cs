using System.Globalization;
using Microsoft.Extensions.Configuration;
using Presage.Engine;

namespace Presage.Hosting.Observability;

/// <summary>
/// The standard variables of exporters. What reads them takes what it cannot use for something else, or leaves it out without a word:
/// <c>localhost:4317</c> is an address of the scheme localhost, and nothing ever arrives.
/// </summary>
internal static class OtlpVariables
{
    private const string Prefix = "OTEL_EXPORTER_OTLP";

    private static readonly string[] Signals = ["", "_TRACES", "_METRICS", "_LOGS"];
    private static readonly string[] Protocols = ["grpc", "http/protobuf"];

    /// <summary>Whether a collector is named for anything.</summary>
    public static bool NameCollector(IConfiguration configuration) => Of(configuration, "ENDPOINT").Any();

    /// <exception cref="PresageException"><c>invalid-options</c>.</exception>
    public static void Check(IConfiguration configuration)
    {
        foreach (var (name, value) in Of(configuration, "ENDPOINT"))
            Require(
                Uri.TryCreate(value, UriKind.Absolute, out var address) && address is { Scheme: "http" or "https", Host.Length: > 0 }, name,
                "is no address that begins with http:// or https://", "an address such as http://localhost:4317");
        foreach (var (name, value) in Of(configuration, "PROTOCOL"))
            Require(Protocols.Contains(value), name, $"is '{value}', which is none", $"one of: {string.Join(", ", Protocols)}");
        foreach (var (name, value) in Of(configuration, "TIMEOUT"))
            Require(
                int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var time) && time > 0, name,
                $"is '{value}', which is no time", "a number of milliseconds, such as 10000");

        // What is written there may be a secret.
        foreach (var (name, value) in Of(configuration, "HEADERS"))
            Require(
                value.Split(',').All(header => header.IndexOf('=', StringComparison.Ordinal) > 0), name,
                "is no list of names with their values", "headers such as name=value, separated by commas");
    }

    private static IEnumerable<(string Name, string Value)> Of(IConfiguration configuration, string what) => Signals
        .Select(signal => $"{Prefix}{signal}_{what}")
        .Select(name => (name, configuration[name]?.Trim() ?? ""))
        .Where(variable => variable.Item2.Length > 0);

    private static void Require(bool isRight, string name, string wrong, string range)
    {
        if (!isRight)
            throw new PresageException(ErrorKind.Invalid, "invalid-options", $"The variable {name} {wrong}.", $"Set it to {range}.");
    }
}
