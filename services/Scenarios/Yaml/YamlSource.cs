namespace Presage.Scenarios.Yaml;

/// <summary>What a document is and where it comes from, for messages.</summary>
/// <param name="Place">Such as the name of its file.</param>
/// <param name="Kind">One word, such as scenario.</param>
/// <param name="Content">What is to be written where there is nothing.</param>
public sealed record YamlSource(string Place, string Kind, string Content)
{
    /// <summary>Code of the errors that tell its mistakes.</summary>
    public string Code => $"bad-{Kind}";

    /// <summary>Path of the whole document.</summary>
    public string Root => $"the {Kind}";
}
