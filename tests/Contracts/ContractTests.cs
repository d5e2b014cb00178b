using Presage.Contracts;
using Presage.Tests.Harness;

namespace Presage.Tests.Contracts;

/// <summary>
/// Names, namespaces and properties of messages are wire format: other programs rely on them, and messages of an older version may still be
/// on their way. Adding a nullable property at the end is safe; anything else needs a new message. Documents that surfaces answer with may
/// get more fields; those that they have stay.
/// </summary>
public sealed class ContractTests
{
    private const string Regenerate = "PRESAGE_ACCEPT_CONTRACTS";
    private const int MostLines = 15;

    [Theory]
    [InlineData("Presage.Contracts", "messages.txt")]
    [InlineData("Presage.Contracts.Api", "documents.txt")]
    public void Contracts_are_those_that_were_agreed(string ns, string file)
    {
        var golden = RepositoryRoot.PathOf($"tests/Contracts/{file}");
        if (Environment.GetEnvironmentVariable(Regenerate) is "1")
            File.WriteAllText(golden, ContractText.Write(ns));

        ContractText.Write(ns)
            .ShouldBe(File.ReadAllText(golden), $"Set {Regenerate}=1 to accept what is there now, if every reader can live with it.");
    }

    [Fact]
    public void Contracts_are_sealed_records_that_inherit_nothing_but_the_run_message()
    {
        foreach (var type in ContractText.Types.Where(type => type != typeof(IRunMessage) && !type.IsEnum))
        {
            type.IsSealed.ShouldBeTrue(type.Name);
            type.BaseType.ShouldBe(typeof(object), type.Name);
            type.GetInterfaces().Where(face => !face.IsGenericType).ShouldBeSubsetOf([typeof(IRunMessage)], type.Name);
        }
    }

    [Fact]
    public void Every_message_but_those_about_readings_and_jobs_belongs_to_a_run()
    {
        Type[] others =
        [
            typeof(ReadingsReported), typeof(ReportedReading), typeof(GridPointPassed), typeof(StartJob), typeof(JobRunEnded),
            typeof(RunOverdue),
        ];
        var messages = ContractText.Types.Where(type => type.Namespace == "Presage.Contracts" && type.IsClass).Except(others);

        messages.ShouldAllBe(type => typeof(IRunMessage).IsAssignableFrom(type));
    }

    [Fact]
    public void A_contract_is_a_few_lines()
    {
        ContractSource.All.Select(contract => contract.Name).ShouldBe(ContractText.Types.Select(type => type.Name), ignoreOrder: true);
        ContractSource.All.Where(contract => contract.Lines > MostLines).ShouldBeEmpty();
    }
}
