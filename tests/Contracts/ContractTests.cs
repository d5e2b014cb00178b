using Presage.Contracts;
using Presage.Tests.Harness;

namespace Presage.Tests.Contracts;

/// <summary>
/// Names, namespaces and properties of messages are wire format: other programs rely on them, and messages of an older version may still be on their way. Adding a
/// nullable property at the end is safe; anything else needs a new message.
/// </summary>
public sealed class ContractTests
{
    private const string Golden = "tests/Contracts/contracts.txt";
    private const string Regenerate = "PRESAGE_ACCEPT_CONTRACTS";
    private const int MostLines = 15;

    public static TheoryData<string> Files { get; } =
        [.. Directory.GetFiles(RepositoryRoot.PathOf("contracts/Contracts"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(RepositoryRoot.PathOf("contracts/Contracts"), file))];

    [Fact]
    public void Contracts_are_those_that_were_agreed()
    {
        var golden = RepositoryRoot.PathOf(Golden);
        if (Environment.GetEnvironmentVariable(Regenerate) is "1")
            File.WriteAllText(golden, ContractText.Write());

        ContractText.Write().ShouldBe(File.ReadAllText(golden), $"Set {Regenerate}=1 to accept what is there now, if every reader of the messages can live with it.");
    }

    [Fact]
    public void Contracts_are_sealed_records_that_inherit_nothing_but_the_run_message()
    {
        foreach (var type in ContractText.Types.Where(type => type != typeof(IRunMessage)))
        {
            type.IsSealed.ShouldBeTrue(type.Name);
            type.BaseType.ShouldBe(typeof(object), type.Name);
            type.GetInterfaces().Where(face => !face.IsGenericType).ShouldBeSubsetOf([typeof(IRunMessage)], type.Name);
        }
    }

    [Fact]
    public void Every_message_but_reported_readings_belongs_to_a_run()
    {
        Type[] readings = [typeof(ReadingsReported), typeof(ReportedReading)];
        var messages = ContractText.Types.Where(type => type.Namespace == "Presage.Contracts" && type.IsClass).Except(readings);

        messages.ShouldAllBe(type => typeof(IRunMessage).IsAssignableFrom(type));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_contract_is_a_few_lines(string file)
    {
        var code = File.ReadLines(Path.Combine(RepositoryRoot.PathOf("contracts/Contracts"), file))
            .Select(line => line.Trim())
            .Where(line => line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal));

        code.Count().ShouldBeLessThanOrEqualTo(MostLines);
    }
}
