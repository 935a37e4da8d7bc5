"""Given names of the news: what stands behind one of them is a surname."""

GIVEN_NAMES = frozenset(
    """
    Aaron Abdel Abdul Abdullah Achim Adam Adrian Ahmad Ahmed Aksel Albert Alberto Alejandro Alessandro Alex Alexander Alexandra Alfred Ali Alice
    Aline Amanda Amir Amy Ana Anders André Andrea Andreas Andrew Andrzej Angela Anja Anke Anna Annalena Anne Annegret Annette Anthony Antje Anton
    Antonio Armin Arne Arnold Arthur Astrid August Axel Ayşe Barack Barbara Bastian Beate Ben Benedikt Benjamin Benno Bernard Bernd Bernhard Bettina
    Bill Birgit Björn Bob Bodo Boris Brett Brian Brigitte Britta Bruce Bruno Carl Carla Carlo Carlos Carmen Carola Carolin Carsten Cem Charles
    Charlotte Chris Christa Christian Christiane Christina Christine Christoph Christopher Claire Clara Claudia Claus Clemens Colin Conrad Cornelia
    Craig Dagmar Dan Daniel Daniela David Dennis Detlef Diana Diego Dieter Dietmar Dirk Dolly Dominik Donald Dora Doris Dorothea Eberhard Eckart Edith
    Eduard Edward Ekaterina Elena Elfriede Elias Elisabeth Elizabeth Elke Ellen Emil Emily Emma Emmanuel Enrico Eric Erich Erik Erika Ernst Esther
    Eugen Eva Evelyn Fabian Fatima Felix Ferdinand Fernando Filip Florian Frank Franz Franziska Frauke Fred Friedrich Fritz Gabriel Gabriele Gary Georg
    George Gerald Gerd Gerda Gerhard Gerlinde Gertrud Gianni Giorgia Giorgio Giovanni Giulia Gisela Grace Graham Greg Gregor Greta Gudrun Guido Guillermo
    Gunnar Günter Günther Gustav Hanna Hannah Hanne Hannelore Hannes Hans Harald Harry Hartmut Hassan Heather Hedwig Heidi Heiko Heiner Heinrich Heinz
    Helena Helene Helga Helmut Hendrik Henning Henri Henrik Henry Herbert Hermann Hilde Hildegard Hillary Horst Hubert Hugo Ibrahim Igor Ilona Ilse Ines
    Inga Inge Ingeborg Ingo Ingrid Irene Iris Isabel Isabell Isabella Ivan Jack Jacob Jacques Jakob James Jan Jana Janine Jason Javier Jean Jeff Jennifer
    Jens Jeremy Jessica Jim Joachim Joana Jochen Joe Johan Johann Johanna Johannes John Johnny Jonas Jonathan Jorge Jörg Jörn José Josef Joseph Joshua
    Juan Judith Julia Julian Juliane Julius Jürgen Jutta Kai Karen Karin Karl Karla Karsten Katarina Katharina Katja Katrin Kay Keith Kenneth Kerstin
    Kevin Kim Kimi Kirsten Klara Klaus Konrad Konstantin Kristina Kurt Lars Laura Laurent Lea Lena Leo Leon Leonard Leonardo Leonie Lewis Lilly Linda
    Lisa Lorenz Lothar Louis Louise Luc Luca Lucas Lucia Ludwig Luis Luisa Lukas Luke Lutz Magdalena Magnus Maike Malte Manfred Manuel Manuela Marc
    Marcel Marco Marcus Maren Margaret Margarete Margot Maria Marianne Marie Marina Mario Marion Mark Markus Marlene Martha Martin Martina Mathias
    Matteo Matthew Matthias Maurice Max Maximilian Mehmet Meike Melanie Merle Michael Michaela Michel Miguel Mike Mirjam Miriam Mohamed Mohammad Mohammed
    Monica Monika Moritz Murat Mustafa Nadia Nadine Nancy Natalie Nicholas Nick Nicola Nicolas Nicole Nigel Niklas Nils Nina Nora Norbert Olaf Ole Oliver
    Olivia Omar Oskar Oscar Otto Pablo Pascal Patricia Patrick Paul Paula Pauline Pedro Peer Penelope Peter Petra Philip Philipp Pierre Pietro Rachel
    Rafael Ralf Ralph Raphael Rebecca Regina Reiner Reinhard Renate Ricarda Ricardo Richard Rita Robert Roberto Robin Roger Roland Rolf Roman Ronald
    Rosa Rosemarie Rudolf Ruth Sabine Sally Salvatore Sam Samuel Sandra Sara Sarah Sascha Saskia Sebastian Selma Sergio Sibylle Siegfried Sigmar Silke Silvia
    Simon Simone Sofia Sólveig Sonja Sophia Sophie Stefan Stefanie Steffen Stella Stephan Stephen Steve Steven Susan Susanne Sven Svenja Sylvia Tanja
    Teresa Thea Theo Theodor Theresa Thilo Thomas Thorsten Tim Timo Tina Tobias Tom Toni Tony Torsten Udo Ulf Ulrich Ulrike Ursula Uta Ute Uwe Valentina
    Vanessa Vera Veronika Victor Victoria Viktor Vincent Viola Volker Walter Waltraud Werner Wilfried Wilhelm Wilhelmine William Willi Willy Wolf Wolfgang
    Wolfram Yasmin Yvonne Zoe
    """.split()
)
