using System.Diagnostics;

namespace Presage.Tests.EndToEnd.Broker;

/// <summary>
/// An Erlang node that stays connected to the broker's. rabbitmqctl takes seconds to start, and what it says about quorum queues can be
/// five seconds old.
/// </summary>
internal sealed class BrokerShell : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Process _process;

    /// <param name="name">Name of this node.</param>
    /// <param name="environment">Home folder with the cookie, and port of the port mapper.</param>
    public BrokerShell(string name, string node, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("erl", ["-noshell", "-hidden", "-sname", name, "-eval", Loop(node)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var (variable, value) in environment)
            start.Environment[variable] = value;

        _process = Process.Start(start)!;
    }

    /// <summary>What an expression whose value is one line of text gives, evaluated by the broker.</summary>
    public async Task<string> EvaluateAsync(string expression)
    {
        await _turn.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            await _process.StandardInput.WriteLineAsync(expression.ReplaceLineEndings(" "));
            await _process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
            var line = await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) ?? "the shell ended";
            return line.StartsWith(Answer, StringComparison.Ordinal) ? line[Answer.Length..]
                : throw new InvalidOperationException($"{expression}\n{line}");
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _turn.Dispose();
    }

    private const string Answer = "answer ";

    private static string Loop(string node) =>
        $$"""
        Loop = fun Loop() ->
            case io:get_line("") of
                eof -> halt();
                Line ->
                    {ok, Tokens, _} = erl_scan:string(Line),
                    {ok, Expressions} = erl_parse:parse_exprs(Tokens),
                    case rpc:call('{{node}}', erl_eval, exprs, [Expressions, []]) of
                        {value, Text, _} -> io:format("{{Answer}}~ts~n", [Text]);
                        Error -> io:format("~0p~n", [Error])
                    end,
                    Loop()
            end
        end, Loop().
        """.ReplaceLineEndings(" ");
}
