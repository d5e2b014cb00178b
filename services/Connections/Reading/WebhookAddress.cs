namespace Presage.Connections.Reading;

/// <summary>Which addresses webhooks can have.</summary>
internal static class WebhookAddress
{
    public const string Form = "Write an address such as https://hooks.example.com/presage";

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public static string? Refusal(string text) => Uri.TryCreate(text, UriKind.Absolute, out var url) switch
    {
        false => "is no address",
        _ when url!.Scheme is not ("http" or "https") => $"begins with {url.Scheme}:, and only http and https are known",
        _ when url.UserInfo.Length > 0 => "has a user in it",
        _ when url.Fragment.Length > 0 => "has a fragment, which is never sent",
        _ => null,
    };
}
