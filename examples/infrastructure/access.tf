# The policy that lets Crossplane work on what it has named itself, and on nothing else.
resource "aws_iam_policy" "crossplane" {
  name = "xplane-controller"
}
