using System.Text;

namespace Actors.Engine.Calls;

/// <summary>The calls that wait for each other, for messages.</summary>
internal static class CallChain
{
    /// <summary>From the first caller to <paramref name="last"/>.</summary>
    public static string Describe(Request last)
    {
        var text = new StringBuilder();
        for (var request = last; request is not null; request = request.Parent)
        {
            var link = $"{request.Target?.GrainId.Type}: {request.Name}";
            text.Insert(0, text.Length == 0 ? link : $"{link} → ");
        }

        return text.ToString();
    }
}
