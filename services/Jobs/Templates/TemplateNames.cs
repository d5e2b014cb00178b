namespace Presage.Jobs.Templates;

/// <summary>What a name in double braces can begin with, and what an interval has.</summary>
public static class TemplateNames
{
    public const string Interval = "interval";
    public const string From = "from";
    public const string To = "to";
    public const string Parameters = "parameters";
    public const string Steps = "steps";
    public const string Item = "item";
    public const string Job = "job";
    public const string Run = "run";
}
